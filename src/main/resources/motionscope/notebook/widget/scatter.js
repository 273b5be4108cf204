// A figure of points; pointing at one rings all points of its item and shows the item's clip: what Scatter.java keeps.
const SVG = 'http://www.w3.org/2000/svg';
const NEAR = 14; // points of the figure
const NOTHING = -1;

function render({ model, el }) {
  dress(model, el, 'ms-scatter');
  const figure = document.createElement('div');
  const rings = document.createElementNS(SVG, 'svg');
  rings.classList.add('ms-overlay');
  const card = document.createElement('figure');
  card.className = 'ms-card';
  card.hidden = true;
  const video = document.createElement('video');
  Object.assign(video, { loop: true, autoplay: true, muted: true, playsInline: true });
  const words = document.createElement('figcaption');
  words.setAttribute('aria-live', 'polite');
  card.append(video, words);
  el.tabIndex = 0;
  el.setAttribute('role', 'group');
  el.append(figure, rings, card);
  const previews = new Map(); // item -> { address, words }
  let item = model.get('item'); // a reloaded page finds the clip that was pointed at

  function newFigure() {
    const [width, height] = model.get('size');
    figure.innerHTML = model.get('svg');
    el.style.width = `${width}px`;
    rings.setAttribute('viewBox', `0 0 ${width} ${height}`);
    el.setAttribute('aria-label', `${model.get('label')}: arrow keys go from clip to clip, Escape ends`);
    if (!model.get('items').includes(item)) choose(NOTHING, false);
    else mark();
  }

  function mark(anchor) {
    const places = model.get('places').filter((_, i) => model.get('items')[i] === item);
    rings.replaceChildren(...places.map(([x, y]) => {
      const ring = document.createElementNS(SVG, 'circle');
      for (const [name, value] of Object.entries({ cx: x, cy: y, r: 8, fill: 'none', stroke: 'currentColor', 'stroke-width': 2 })) {
        ring.setAttribute(name, value);
      }
      return ring;
    }));
    const preview = previews.get(item);
    card.hidden = places.length === 0 || !preview;
    if (card.hidden) return;
    const [width, height] = model.get('size');
    const [x, y] = anchor ?? places[0];
    card.style.left = `${(100 * x) / width}%`;
    card.style.top = `${(100 * y) / height}%`;
    card.classList.toggle('ms-leftward', x > width / 2);
    card.classList.toggle('ms-upward', y > height / 2);
    if (video.dataset.item !== String(item)) {
      video.dataset.item = item;
      video.src = preview.address;
      video.play().catch(() => {}); // a page in the background plays when it is seen
    }
    words.textContent = preview.words;
  }

  function choose(next, tell = true, anchor) {
    if (next === item) return;
    item = next;
    mark(anchor);
    if (tell) {
      model.set('item', item);
      model.save_changes();
    }
  }

  function nearest(event) {
    const box = figure.getBoundingClientRect();
    const scale = model.get('size')[0] / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    let best = NOTHING, least = NEAR;
    model.get('places').forEach(([px, py], i) => {
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  el.addEventListener('pointermove', (event) => {
    const point = nearest(event);
    if (point === NOTHING) choose(NOTHING);
    else choose(model.get('items')[point], true, model.get('places')[point]);
  });
  el.addEventListener('pointerleave', () => choose(NOTHING));
  el.addEventListener('blur', () => choose(NOTHING));
  el.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const there = [...new Set(model.get('items'))].sort((a, b) => a - b);
    if (event.key === 'Escape') choose(NOTHING);
    else if (step && there.length > 0) {
      const at = there.indexOf(item);
      const next = at < 0 ? (step > 0 ? 0 : there.length - 1) : at + step;
      choose(there[(next + there.length) % there.length]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function newPreview() {
    const bytes = model.get('preview');
    const of = model.get('preview_of');
    if (!bytes || bytes.byteLength === 0) return;
    const before = previews.get(of.item);
    if (!before) previews.set(of.item, { address: URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' })), words: of.words });
    if (of.item === item) mark();
  }

  model.on('change:svg change:places', newFigure);
  model.on('change:preview change:preview_of', newPreview);
  newPreview();
  newFigure();
  return () => previews.forEach(({ address }) => URL.revokeObjectURL(address));
}

export default { render };
