/* What a form of filters does not ask stays out of the address. */
document.addEventListener("formdata", (event) => {
  if (!event.target.classList.contains("filters")) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name, value);
});
