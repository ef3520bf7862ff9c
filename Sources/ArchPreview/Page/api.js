// Requests to the server; nothing else is ever asked.

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, query, options) {
  const items = [];
  for (const [name, value] of query) {
    if (value !== '' && value !== undefined) items.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  }
  const answer = await fetch(items.length ? `${path}?${items.join('&')}` : path, options);
  if (!answer.ok) throw new Refusal(answer.status, (await answer.text()).trim());
  return answer;
}

const json = async (path, query = []) => (await ask(path, query)).json();
const text = async (path, query = []) => (await ask(path, query)).text();

/** What makes another program of it. */
const changed = ({ variants, set, remove }) => [
  ...variants.map((id) => ['variant', id]), ...set.map((change) => ['set', change]),
  ...remove.map((id) => ['remove', id]),
];

function whatIfItems(whatIf) {
  if (!whatIf) return [];
  return [
    ...whatIf.down.map((id) => ['down', id]), ...whatIf.downOne.map((id) => ['downOne', id]),
    ...changed(whatIf), ['load', whatIf.load === 1 ? '' : `${whatIf.load}x`],
    ['at', whatIf.at === 'peak' ? '' : whatIf.at],
  ];
}

export const state = () => json('/api/state');
export const findings = () => json('/api/findings');
export const report = () => text('/api/report');
export const part = (id, whatIf) => json('/api/part', [['id', id], ...changed(whatIf)]);
export const source = (file) => json('/api/source', [['file', file]]);
export const whatIf = (supposed) => json('/api/whatif', whatIfItems(supposed));
export const drawing = (view, overlay, supposed) =>
  text('/api/drawing', [['view', view], ['overlay', overlay], ...whatIfItems(supposed)]);
export const open = (file, line) => ask('/api/open', [['file', file], ['line', line]], { method: 'POST' });

/** Listens for changes. `onLive` hears whether the server is there, `onLocked` that it is another one than before. */
export function listen({ onChange, onShow, onLive, onLocked }) {
  const stream = new EventSource('/events');
  stream.addEventListener('open', () => onLive(true));
  stream.addEventListener('error', () => {
    onLive(false);
    // A stream that was refused is closed for good; the server may be back with the same key later.
    if (stream.readyState === EventSource.CLOSED) {
      stream.close();
      state().catch((error) => { if (error.status === 403) onLocked(error.message); });
      setTimeout(() => listen({ onChange, onShow, onLive, onLocked }), 3000);
    }
  });
  stream.addEventListener('changed', (event) => onChange(Number(event.data)));
  stream.addEventListener('show', (event) => onShow(event.data));
}
