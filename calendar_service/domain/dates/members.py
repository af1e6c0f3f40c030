"""Numbers with names, for what is compared a hundred times in a reading.

They are no `Enum`: Python 3.11 finds each member of one by calls, five times as slowly as an
attribute, which was a third of a reading.
"""


class Numbered(int):
    """A number whose subclasses name their members by annotations: `DAY: ClassVar["Unit"]`."""

    name: str

    def __init_subclass__(cls) -> None:
        for number, name in enumerate(cls.__annotations__, 1):
            member = cls(number)
            member.name = name
            setattr(cls, name, member)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"
