// Elements, made without ever reading text as markup.

/** `make('p', {class: 'hint'}, 'text', element)`; properties that begin with `on` are listeners. */
export function make(tag, properties = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...content.filter((item) => item !== undefined && item !== null && item !== false));
  return element;
}

export const find = (id) => document.getElementById(id);

/** Runs `work` once things have been quiet for a while. */
export function quietly(milliseconds, work) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), milliseconds);
  };
}
