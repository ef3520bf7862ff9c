// swift-format-ignore-file
// Derived from Page/place.js: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let placeJS = ##"""
// Where the reader is: what is shown, selected and supposed. It stands in the address, so that a reload, a bookmark and
// the way back lead to the same place.

const defaults = {
  view: '', overlay: '', part: '', tab: 'part', panel: 'open', down: [], downOne: [], variants: [], set: [],
  remove: [], load: 1,
  at: 'peak', x: NaN, y: NaN, zoom: NaN,
};

export const place = { ...defaults };

function read() {
  const items = new URLSearchParams(location.hash.slice(1));
  const number = (name, otherwise) => {
    const value = Number.parseFloat(items.get(name));
    return Number.isFinite(value) ? value : otherwise;
  };
  place.view = items.get('view') ?? '';
  place.overlay = items.get('overlay') ?? '';
  place.part = items.get('part') ?? '';
  place.tab = items.get('tab') ?? 'part';
  place.panel = items.get('panel') ?? (matchMedia('(max-width: 760px)').matches ? 'closed' : 'open');
  place.down = items.getAll('down');
  place.downOne = items.getAll('downOne');
  place.variants = items.getAll('variant');
  place.set = items.getAll('set');
  place.remove = items.getAll('remove');
  place.load = number('load', 1);
  place.at = items.get('at') ?? 'peak';
  [place.x, place.y, place.zoom] = [number('x', NaN), number('y', NaN), number('zoom', NaN)];
}

let timer;
/** Writes the place into the address, a little later: browsers do not like to be told too often. */
export function keep() {
  clearTimeout(timer);
  timer = setTimeout(keepNow, 120);
}

function keepNow() {
  clearTimeout(timer);
  const items = new URLSearchParams();
  for (const name of ['view', 'overlay', 'part', 'tab', 'at', 'load']) {
    if (place[name] !== defaults[name]) items.set(name, place[name]);
  }
  if (place.panel === 'closed') items.set('panel', 'closed');
  for (const id of place.down) items.append('down', id);
  for (const id of place.downOne) items.append('downOne', id);
  for (const id of place.variants) items.append('variant', id);
  for (const change of place.set) items.append('set', change);
  for (const id of place.remove) items.append('remove', id);
  if (Number.isFinite(place.zoom)) {
    items.set('x', place.x.toFixed(1));
    items.set('y', place.y.toFixed(1));
    items.set('zoom', place.zoom.toFixed(3));
  }
  history.replaceState(null, '', `${location.pathname}#${items}`);
}

/** `Back.Orders.replicas=6` as part, property and value. */
export function change(text) {
  const [, part, property, value] = /^([^=]+)\.([^.=]+)=([^]*)$/.exec(text) ?? [];
  return { part, property, value };
}

let known = { parts: new Set(), variants: new Set() };

/** What the files have; what is supposed of anything else waits until they have it again. */
export function setKnown(parts, variants) {
  known = { parts: new Set(parts), variants: new Set(variants) };
}

const some = () => {
  const isPart = (id) => known.parts.has(id);
  return {
    down: place.down.filter(isPart), downOne: place.downOne.filter(isPart), remove: place.remove.filter(isPart),
    set: place.set.filter((text) => isPart(change(text).part)),
    variants: place.variants.filter((id) => known.variants.has(id)),
  };
};

/** How much is supposed to happen. */
export const suppositions = () => Object.values(some()).reduce((sum, list) => sum + list.length, 0)
  + (place.load !== 1) + (place.at !== 'peak');

/** What is supposed to happen, or nothing. */
export function supposed() {
  if (suppositions() === 0) return undefined;
  return { ...some(), load: place.load, at: place.at };
}

/** What makes another program of the files. */
export function changed() {
  const { variants, set, remove } = some();
  return { variants, set, remove };
}

read();
addEventListener('pagehide', keepNow);
"""##
}
