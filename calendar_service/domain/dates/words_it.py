"""Italian words of dates."""

from calendar_service.domain.dates.sorts import Sort

_MONTHS = (
    "gennaio|gen|genn", "febbraio|febbr", "marzo", "aprile", "maggio|mag|magg", "giugno|giu", "luglio|lug",
    "agosto|ago", "settembre|set|sett", "ottobre|ott", "novembre", "dicembre|dic",
)  # fmt: skip
_WEEKDAYS = (
    "lunedì|lunedi|lun",
    "martedì|martedi",
    "mercoledì|mercoledi|mer|merc",
    "giovedì|giovedi|gio|giov",
    "venerdì|venerdi|ven",
    "sabato|sab",
    "domenica|dom",
)
_ORDINALS = (
    "primo|prima|primi|prime", "secondo|seconda|secondi|seconde", "terzo|terza", "quarto|quarta", "quinto|quinta", "sesto|sesta",
    "settimo|settima", "ottavo|ottava", "nono|nona", "decimo|decima",
)  # fmt: skip
_CARDINALS = (
    "uno|una|un'", "due|un paio di", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici",
    "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove", "venti", "ventuno", "ventidue", "ventitré|ventitre",
    "ventiquattro", "venticinque", "ventisei", "ventisette", "ventotto", "ventinove", "trenta", "trentuno",
)  # fmt: skip
_ENDS_OF_YEARS = dict(zip(range(20, 40), (
    "venti", "ventuno", "ventidue", "ventitré", "ventiquattro", "venticinque", "ventisei", "ventisette", "ventotto", "ventinove",
    "trenta", "trentuno", "trentadue", "trentatré", "trentaquattro", "trentacinque", "trentasei", "trentasette", "trentotto", "trentanove",
), strict=True))  # fmt: skip

ENTRIES = (
    *((Sort.MONTH, number, words) for number, words in enumerate(_MONTHS, 1)),
    (Sort.SEASON, 21, "primavera|primaverile"),
    (Sort.SEASON, 22, "estate|estivo|estiva"),
    (Sort.SEASON, 23, "autunno|autunnale"),
    (Sort.SEASON, 24, "inverno|invernale"),
    *((Sort.WEEKDAY, number, words) for number, words in enumerate(_WEEKDAYS)),
    *((Sort.ORDINAL, number, words) for number, words in enumerate(_ORDINALS, 1)),
    *((Sort.CARDINAL, number, words) for number, words in enumerate(_CARDINALS, 1)),
    *((Sort.CARDINAL, 2000 + number, f"duemila{words}") for number, words in _ENDS_OF_YEARS.items()),
    # parts
    (Sort.PART, 0, "inizio|inizi|principio|primi giorni|primi di|primissimi giorni|esordio"),
    (Sort.MIDDLE_OR_HALF, 0, "metà|meta'"),
    (Sort.PART, 2, "fine|ultimi giorni|termine|conclusione|verso la fine|verso fine"),
    (Sort.TEN_DAYS, 0, "decina"),
    (Sort.DECADE, 0, "decennio"),
    (Sort.YEAR, 0, "anno|anni"),
    (Sort.HALF_YEAR, 0, "semestre|semestri"),
    (Sort.QUARTER, 0, "trimestre|trimestri|trim"),
    (Sort.MONTH_UNIT, 0, "mese|mesi"),
    (Sort.WEEK, 0, "settimana|settimane"),
    (Sort.DAY, 0, "giorno|giorni|giornata|dì"),
    (Sort.CENTURY, 0, "secolo"),
    # which one
    (Sort.LAST, 0, "ultimo|ultima|ultimi|ultime"),
    (Sort.RELATIVE, 1, "prossimo|prossima|prossimi|prossime|venturo|ventura|seguente|successivo|successiva"),
    (Sort.RELATIVE, 0, "questo|questa|quest'|corrente|presente|in corso"),
    (Sort.RELATIVE, -1, "scorso|scorsa|passato|passata|precedente"),
    (Sort.RELATIVE_DAY, 0, "oggi"),
    (Sort.RELATIVE_DAY, 1, "domani"),
    (Sort.RELATIVE_DAY, 2, "dopodomani"),
    (Sort.RELATIVE_DAY, -1, "ieri"),
    (Sort.RELATIVE_DAY, -2, "l'altro ieri|altro ieri|avantieri"),
    (Sort.AGO, -1, "fa|or sono"),
    # bounds
    (Sort.FROM, 0, "dal|dalla|dall'|da|dai|dagli"),
    (Sort.A, 1, "al|alla|all'|ai|ad"),
    (Sort.UNTIL, 0, "fino a|sino a|fino al|fino alla|fino all'|sino al|sino alla|sino all'|fino ad|sino ad|fin al"),
    (Sort.BY, 0, "entro|entro e non oltre|non oltre|non più tardi di|non più tardi del|non più tardi della|al più tardi|al più tardi entro|al più tardi nel|al più tardi il|non dopo|non dopo il|non oltre il|entro e non oltre il|entro non oltre"),
    (Sort.BEFORE, 0, "prima di|prima del|prima della|prima dell'|prima dei|prima che inizi|prima dell'inizio di|prima dell'inizio del|prima dell'inizio della|prima dell'inizio dell'|anteriormente a|anteriormente al|antecedentemente a"),
    (Sort.NOT_BEFORE, 0, "non prima|non prima di|non prima del|non prima della|non prima dell'|non prima dei|non prima che|a partire da|a partire dal|a partire dalla|a partire dall'|a decorrere dal|a decorrere da|non anteriormente al|non anteriormente a|non prima dell|a cominciare da|a cominciare dal|al più presto nel|al più presto il|al più presto a"),
    (Sort.AFTER, 0, "dopo|dopo il|dopo la|dopo la fine di|dopo la fine del|dopo la fine dell'|dopo la fine della|successivamente a|successivamente al|oltre|oltre il|al termine di|al termine del|al termine dell'|al termine della"),
    (Sort.ONWARDS, 1, "in poi|in avanti|o più tardi|o dopo|o successivamente|o oltre|e oltre|al più presto|o in seguito"),
    (Sort.ONWARDS, -1, "o prima|al più tardi|o anteriormente"),
    (Sort.BETWEEN, 0, "tra|fra|compreso tra|compresa tra|in un giorno tra|un giorno tra|nel periodo tra"),
    (Sort.ONE_OF, 0, "uno dei|una delle|in uno dei|in una delle|uno degli|in uno degli|un giorno|in un giorno|uno qualsiasi dei|un qualsiasi"),
    (Sort.OR, 0, "o|od|oppure|ovvero"),
    (Sort.AND, 0, "e|ed|nonché|ma"),
    (Sort.TURN, 0, "a cavallo tra|a cavallo fra|cavallo tra|cavallo fra|svolta|a cavallo"),
    (Sort.WEEK_STARTING, 0, "che inizia|che inizia il|che comincia|che comincia il|con inizio il|con inizio|a partire dal"),
    # marks
    (Sort.MARK, 0, "circa|all'incirca|intorno a|intorno al|intorno alla|intorno all'|attorno a|attorno al|approssimativamente|orientativamente|indicativamente|più o meno|verso|verso il|verso la|verso l'|indicativo|indicativa|pressappoco"),
    (Sort.MARK, 1, "forse|probabilmente|possibilmente|presumibilmente|provvisoriamente|in via provvisoria|provvisorio|provvisoria|provvisorie|eventualmente|verosimilmente|in linea di massima|preliminarmente|in via preliminare|ipoteticamente|prevedibilmente|con ogni probabilità"),
    (Sort.OPEN, 2, "date da confermare|date da definire|date da stabilire|date da concordare|date da fissare|date da annunciare|date in via di definizione"),
    (Sort.CONFIRM, 0, "da confermare|da confermarsi|in attesa di conferma|sarà confermata|saranno confermate|salvo conferma|non confermato|non confermata|non ancora confermata|non ancora confermate|con riserva di conferma"),
    (Sort.OPEN, 0, "in via di definizione|in corso di definizione|in fase di definizione|in definizione|in discussione|allo studio|previo accordo|previa intesa|da concordarsi|da definirsi|da stabilirsi|da destinarsi|da definire|da stabilire|da concordare|da annunciare|da fissare|da determinare|da decidere|da comunicare|da individuare|a data da destinarsi|da precisare|ignota|sconosciuta|senza data"),
    (Sort.SETTLED, 0, "definire|stabilire|concordare|annunciare|fissare|determinare|decidere|comunicare|definita|definite|definito|stabilita|stabilite|stabilito|concordata|concordate|annunciata|annunciate|fissata|fissate|comunicata|comunicate|decisa|decise|nota|note|determinata|precisata|individuare"),
    (Sort.TO_BE, 0, "da|sarà|saranno|verrà|verranno|dovrà essere|devono essere|deve essere|ancora da|è da|sono da|resta da|restano da|è ancora da|sono ancora da|essere"),
    (Sort.NOT, 0, "non|non ancora|non è|non è ancora|non è stata|non è ancora stata|non sono|non sono ancora|non sono ancora state|non sono state"),
    (Sort.DATE_NOUN, 1, "data|data esatta|data precisa"),
    (Sort.DATE_NOUN, 2, "date esatte|tempi|termini"),
    (Sort.DATE_NOUN, 0, "luogo|sede"),
    (Sort.OPEN_ADVERB, 0, "esatta|esatte|precisa|precise|ulteriormente|per via diplomatica|attraverso i canali diplomatici|tramite i canali diplomatici|per canali diplomatici|ancora|di comune accordo|dalle parti|tra le parti|congiuntamente|definitiva"),
    (Sort.LATER, 1, "successivamente|in seguito|prossimamente|a breve|più avanti"),
    # around
    (Sort.NOISE, 0, "il|lo|la|gli|le|l'|i giorni|i mesi|di|del|dello|della|dell'|dei|degli|delle|nel|nello|nella|nell'|nei|negli|nelle|sul|per|d'|su|un|compreso|inclusi|inclusivo|compresi|nel periodo|periodo|arco|sull'|in data|il giorno|nel giorno|il mese di|nel mese di|stagione"),
    (Sort.DURING, 0, "durante|nel corso|nell'arco|lungo"),
    (Sort.COUNTED, 0, "dalla firma|dalla data di|dal giorno di|alla vigilia|in occasione|a seguito|contestualmente|entro dalla"),
    (Sort.NOT_A_DATE, 0, "presto|prossimamente|a breve|in tempi brevi|quanto prima|a tempo debito|il prima possibile|il più presto possibile|appena possibile|in futuro|in un prossimo futuro|nel prossimo futuro|nei prossimi giorni|nei prossimi mesi|nelle prossime settimane|a margine|ai margini|periodicamente|regolarmente|ogni anno|annualmente|in tempo utile|al momento opportuno|a suo tempo|tempestivamente|immediatamente|senza indugio|in una data successiva|nel breve termine|nel medio termine"),
    (Sort.EVENT, 0, "vertice|riunione|conferenza|incontro|visita|sessione|negoziati|consultazioni|firma|ratifica|entrata in vigore|adozione|approvazione|elezioni|dialogo|cerimonia|trattato|accordo|tavola rotonda|colloqui|evento|seduta|notifica"),
    (Sort.HOLDING, 0, "si terrà|si terranno|si svolgerà|si svolgeranno|avrà luogo|avranno luogo|si tiene|si è tenuto|si è tenuta|si svolge|previsto|prevista|previsti|previste|è previsto|è prevista|in programma|programmato|programmata|è programmato|è in programma|fissato per|è fissato|fissato|pianificato|pianificata|calendarizzato|terrà|tenersi|svolgersi|tenere|da tenersi|da svolgersi|si riunirà|tenuto|è"),
    # times
    (Sort.AT, 0, "alle|alle ore|ore|dalle|dalle ore|all'ora"),
    (Sort.MINUTES, 0, "minuti"),
    (Sort.DAY_PART, 0, "di mattina|del mattino|della mattina"),
    (Sort.DAY_PART, 1, "del pomeriggio|di sera|della sera|di pomeriggio"),
    (Sort.DAY_PART, 2, "di notte"),
    (Sort.NOON, 12, "mezzogiorno"),
    (Sort.NOON, 0, "mezzanotte"),
    (Sort.TIME, 0, "ora|ora di|fuso orario|fuso orario di|fuso di"),
    (Sort.LOCAL, 0, "ora locale|locali"),
)  # fmt: skip
