// Filters and sorts the segments; the page is whole without it. The choices stand in the address (#check=…), so
// that a view can be linked to.
(() => {
  const controls = document.getElementById("controls");
  const list = document.getElementById("segments");
  if (!controls || !list) return;
  const cards = [...list.querySelectorAll("article")];
  const fields = [...controls.querySelectorAll("[name]")];
  const numbers = (text) => (text ? text.split(" ").map(Number) : []);
  const has = (element, key, value) => value === "" || numbers(element.dataset[key]).includes(Number(value));

  const orders = {
    worst: (a, b) => a.dataset.gain - b.dataset.gain,
    best: (a, b) => b.dataset.gain - a.dataset.gain,
    changed: (a, b) => b.dataset.change - a.dataset.change,
    line: (a, b) => a.dataset.line - b.dataset.line,
  };
  const order = (name) => {
    const [way, place] = name.split("-");
    if (place === undefined) return orders[way];
    const gain = (card) => numbers(card.dataset.gains)[place];
    return way === "worst" ? (a, b) => gain(a) - gain(b) : (a, b) => gain(b) - gain(a);
  };

  const choices = () =>
    Object.fromEntries(fields.map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));

  function show() {
    const { system, check, term, missed, sort } = choices();
    let shown = 0;
    for (const card of cards) {
      let fits = false;
      for (const row of card.querySelectorAll(".hypothesis")) {
        const asked = system === "" || row.dataset.system === system;
        row.hidden = !asked;
        const lost = !missed || (term === "" ? row.dataset.missed !== "" : has(row, "missed", term));
        fits ||= asked && has(row, "checks", check) && lost;
      }
      card.hidden = !(fits && has(card, "terms", term));
      shown += !card.hidden;
    }
    const compare = order(sort) || orders.worst;
    const tied = (a, b) => compare(a, b) || orders.line(a, b);
    if (sort) list.append(...[...cards].sort(tied));
    else list.append(...cards);
    document.getElementById("shown").value = `${shown} of the ${cards.length} segments on this page`;
  }

  function remember() {
    const chosen = new URLSearchParams();
    for (const [name, value] of Object.entries(choices())) {
      if (value !== "" && value !== false) chosen.set(name, value === true ? "1" : value);
    }
    history.replaceState(null, "", `#${chosen.toString() || "segments"}`);
  }

  function recall() {
    const fragment = location.hash.slice(1);
    if (fragment && !fragment.includes("=")) return;
    const chosen = new URLSearchParams(fragment);
    for (const field of fields) {
      const value = chosen.get(field.name) ?? "";
      if (field.type === "checkbox") field.checked = value === "1";
      else if (field.options) field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
    show();
    if (fragment) controls.scrollIntoView();
  }

  for (const cell of document.querySelectorAll("[data-find]")) {
    const link = document.createElement("a");
    link.href = `#term=${cell.dataset.find}`;
    link.append(...cell.childNodes);
    cell.append(link);
  }
  controls.addEventListener("change", (event) => {
    if (!event.target.name) return;
    show();
    remember();
  });
  controls.addEventListener("reset", () => setTimeout(() => (show(), remember())));
  addEventListener("hashchange", recall);
  controls.hidden = false;
  show();
  recall();
})();
