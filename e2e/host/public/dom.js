/** An element with properties and children. Text is always text: nothing here parses HTML. */
export function element(tag, props = {}, ...children) {
  const { dataset = {}, ...own } = props;
  const node = Object.assign(document.createElement(tag), own);
  Object.assign(node.dataset, dataset);
  node.append(...children);
  return node;
}

export function button(label, onClick, className = "") {
  const node = element("button", { type: "button", className, textContent: label });
  node.addEventListener("click", onClick);
  return node;
}

/** A group of radio buttons that looks like a switch. Returns the node and a function that shows another choice. */
export function choice(legend, options, chosen, onChange) {
  const name = legend.toLowerCase().replaceAll(" ", "-");
  const node = element("fieldset", { className: "choice" }, element("legend", { textContent: legend }));
  const track = element("div", { className: "choice-track" });
  for (const { value, label } of options) {
    const input = element("input", { type: "radio", name, value, checked: value === chosen });
    input.addEventListener("change", () => onChange(value));
    track.append(element("label", {}, input, element("span", { textContent: label })));
  }
  node.append(track);
  const inputs = () => [...node.querySelectorAll("input")];
  return {
    node,
    show: (value) => inputs().forEach((input) => (input.checked = input.value === value)),
    allow: (values) => inputs().forEach((input) => (input.disabled = !values.includes(input.value))),
  };
}

export function timeOf(date) {
  return new Date(date).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
