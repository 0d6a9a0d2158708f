/** Runs inside the panel: puts the picture in place, keeps focus and zoom over an update, and reports what is chosen. */
import { paint } from './paint.ts';
import type { DiagramElement, FromPage, NetworkDiagram, ToPage } from './protocol.ts';

interface Kept {
  /** Undefined while the picture has the width of the panel, as far as it stays readable. */
  readonly zoom?: number | undefined;
  readonly focus?: string;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

const ZOOM = { least: 0.2, most: 3, step: 1.2, readable: 0.5, comfortable: 0.8 };

const vscode = acquireVsCodeApi();
const byId = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;
const paper = byId('paper');
const card = byId('facts');
const empty = byId('empty');
const hosts = byId<HTMLSelectElement>('host');
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

let state: Kept = vscode.getState() ?? {};
let elements = new Map<string, DiagramElement>();
let natural = { width: 0, height: 0 };

function keep(change: Kept): void {
  state = { ...state, ...change };
  vscode.setState(state);
}

const picture = (): SVGSVGElement | null => paper.querySelector('svg');
const targets = (): SVGGElement[] => [...paper.querySelectorAll<SVGGElement>('g.el')];
const targetOf = (node: EventTarget | null): SVGGElement | null =>
  node instanceof Element ? node.closest<SVGGElement>('g.el') : null;

/** Takes over a new picture without moving what the user looks at. */
function show(diagram: NetworkDiagram): void {
  const parsed = new DOMParser().parseFromString(diagram.svg, 'image/svg+xml').documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  if (svg.tagName !== 'svg') return;
  const focused = document.activeElement === document.body ? undefined : targetOf(document.activeElement)?.dataset.id;
  elements = new Map(diagram.elements.map((one) => [one.id, one]));
  natural = { width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) };
  for (const target of svg.querySelectorAll<SVGGElement>('g.el')) {
    // The facts are shown in a card of our own; the browser's would come on top of it.
    target.querySelector(':scope > title')?.remove();
    const known = elements.get(target.dataset.id ?? '');
    if (known?.uri || known?.toggles) target.setAttribute('role', 'button');
  }
  sheet.replaceSync(diagram.style);
  const { scrollLeft, scrollTop } = paper;
  paper.replaceChildren(svg);
  paper.hidden = false;
  empty.hidden = true;
  scale();
  paper.scrollTo(scrollLeft, scrollTop);
  if (focused !== undefined)
    targets()
      .find((one) => one.dataset.id === focused)
      ?.focus({ preventScroll: true });
  else card.hidden = true;
  offer(diagram);
  vscode.postMessage({ type: 'shown', text: svg.textContent ?? '' });
}

function offer(diagram: NetworkDiagram): void {
  byId('choice').hidden = diagram.hosts.length < 2;
  hosts.replaceChildren(...diagram.hosts.map(({ root, name }) => new Option(name, root, false, root === diagram.host)));
}

function scale(): void {
  const svg = picture();
  if (!svg || natural.width === 0) return;
  const zoom = state.zoom ?? comfortable();
  svg.setAttribute('width', String(Math.floor(natural.width * zoom)));
  svg.setAttribute('height', String(Math.floor(natural.height * zoom)));
}

/** The whole picture where it stays comfortable to read, else its width where that stays readable. */
function comfortable(): number {
  const across = paper.clientWidth / natural.width;
  const down = Math.max(ZOOM.comfortable, paper.clientHeight / natural.height);
  return Math.min(1, Math.max(ZOOM.readable, Math.min(across, down)));
}

function zoomBy(factor: number): void {
  const svg = picture();
  if (!svg) return;
  const now = Number(svg.getAttribute('width')) / natural.width;
  keep({ zoom: Math.min(ZOOM.most, Math.max(ZOOM.least, now * factor)) });
  scale();
}

/** Makes the whole width visible, however small that gets. */
function fit(): void {
  keep({ zoom: Math.min(1, Math.max(ZOOM.least, paper.clientWidth / natural.width)) });
  scale();
}

function text<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string,
  className = '',
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  node.textContent = content;
  if (className) node.className = className;
  return node;
}

/** Shows the facts of an element beside it. */
function explain(target: SVGGElement): void {
  const known = elements.get(target.dataset.id ?? '');
  if (!known) return;
  const title = text('h2', `${known.label} `);
  title.append(text('small', known.kind));
  const list = document.createElement('dl');
  for (const { name, value } of known.facts) list.append(text('dt', name), text('dd', value));
  card.replaceChildren(title, list, ...known.findings.map(({ severity, message }) => text('p', message, severity)));
  if (known.uri) card.append(text('footer', 'Click or Enter: go to the line'));
  card.hidden = false;
  const at = frameOf(target);
  const own = card.getBoundingClientRect();
  const below = at.bottom + 8 + own.height < window.innerHeight;
  card.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - own.width - 8))}px`;
  card.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - own.height - 8)}px`;
}

/** The frame of an element, without the lines that lead to it. */
function frameOf(one: SVGGElement): DOMRect {
  return (one.querySelector(':scope > .halo') ?? one).getBoundingClientRect();
}

/** How far apart two stretches are; 0 where they overlap. */
const gap = (a: number, aEnd: number, b: number, bEnd: number): number => Math.max(0, b - aEnd, a - bEnd);

/** The nearest element in a direction: what lies straight ahead before what lies aside. */
function neighbour(from: SVGGElement, dx: number, dy: number): SVGGElement | undefined {
  const here = frameOf(from);
  let best: SVGGElement | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const one of targets()) {
    const there = frameOf(one);
    const ahead = (there.left - here.left) * dx + (there.top - here.top) * dy;
    if (one === from || ahead < 3) continue;
    const aside =
      dx === 0
        ? gap(here.left, here.right, there.left, there.right) + Math.abs(there.left - here.left) / 50
        : gap(here.top, here.bottom, there.top, there.bottom) + Math.abs(there.top - here.top) / 2;
    const cost = ahead + aside * 3;
    if (cost < least) {
      least = cost;
      best = one;
    }
  }
  return best;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const KEYS: Readonly<Record<string, () => void>> = {
  '+': () => zoomBy(ZOOM.step),
  '=': () => zoomBy(ZOOM.step),
  '-': () => zoomBy(1 / ZOOM.step),
  '0': fit,
  Home: () => targets()[0]?.focus(),
  End: () => targets().at(-1)?.focus(),
  Escape: () => {
    card.hidden = true;
  },
};

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === hosts) return;
  const target = targetOf(document.activeElement);
  const direction = ARROWS[event.key];
  const inPaper = target !== null || document.activeElement === paper || document.activeElement === document.body;
  if (target && (event.key === 'Enter' || event.key === ' ')) select(target);
  else if (direction && inPaper) (target ? neighbour(target, ...direction) : targets()[0])?.focus();
  else if (KEYS[event.key] && (inPaper || event.key === 'Escape')) KEYS[event.key]?.();
  else return;
  event.preventDefault();
}

function select(target: SVGGElement): void {
  vscode.postMessage({ type: 'select', id: target.dataset.id ?? '' });
}

function receive(message: ToPage): void {
  if (message.type === 'show') show(message.diagram);
  else if (message.type === 'empty') {
    paper.hidden = true;
    card.hidden = true;
    empty.hidden = false;
    empty.textContent = message.text;
    vscode.postMessage({ type: 'shown', text: message.text });
  } else
    paint(message.svg, message.themeVariables).then(
      (png) => vscode.postMessage({ type: 'painted', png }),
      (error: unknown) => vscode.postMessage({ type: 'painted', error: String(error) }),
    );
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
window.addEventListener('keydown', press);
window.addEventListener('resize', scale);
paper.addEventListener('click', ({ target }) => {
  const chosen = targetOf(target);
  if (chosen) select(chosen);
});
paper.addEventListener('pointerover', ({ target }) => {
  const over = targetOf(target);
  if (over) explain(over);
  else if (!targetOf(document.activeElement)) card.hidden = true;
});
paper.addEventListener('pointerleave', () => {
  card.hidden = true;
});
paper.addEventListener('focusin', ({ target }) => {
  const focused = targetOf(target);
  if (!focused) return;
  keep({ focus: focused.dataset.id });
  focused.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (focused.matches(':focus-visible')) explain(focused);
});
paper.addEventListener('focusout', () => {
  card.hidden = true;
});
paper.addEventListener('scroll', () => {
  card.hidden = true;
});
paper.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? ZOOM.step : 1 / ZOOM.step);
  },
  { passive: false },
);
hosts.addEventListener('change', () => vscode.postMessage({ type: 'host', root: hosts.value }));
byId('in').addEventListener('click', () => zoomBy(ZOOM.step));
byId('out').addEventListener('click', () => zoomBy(1 / ZOOM.step));
byId('fit').addEventListener('click', fit);
byId('svg').addEventListener('click', () => vscode.postMessage({ type: 'export', format: 'svg' }));
byId('png').addEventListener('click', () => vscode.postMessage({ type: 'export', format: 'png' }));
vscode.postMessage({ type: 'ready' });
