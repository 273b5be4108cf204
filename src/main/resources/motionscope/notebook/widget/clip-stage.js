// Clips side by side as one looping video, captions below, arrows above: what ClipStage.java shows.
const SVG = 'http://www.w3.org/2000/svg';
const ASKED = '#E69F00', MEASURED = '#D55E00';

function render({ model, el }) {
  dress(model, el, 'ms-stage');
  const screen = document.createElement('div');
  screen.className = 'ms-screen';
  const overlay = document.createElementNS(SVG, 'svg');
  overlay.classList.add('ms-overlay');
  const captions = document.createElement('div');
  captions.className = 'ms-captions';
  screen.append(overlay);
  el.append(screen, captions);
  let video = null;
  let address = null;

  // Its controls would cover the clips, so they come with the pointer or the focus only.
  for (const [event, there] of [['pointerenter', true], ['focusin', true], ['pointerleave', false], ['focusout', false]]) {
    screen.addEventListener(event, () => { if (video) video.controls = there; });
  }

  // The old video stays until the new one can play.
  function newVideo() {
    const bytes = model.get('video');
    if (!bytes || bytes.byteLength === 0) return;
    const next = document.createElement('video');
    Object.assign(next, { loop: true, autoplay: true, muted: true, playsInline: true, tabIndex: 0 });
    const nextAddress = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
    next.addEventListener('loadeddata', () => {
      if (video) video.remove();
      if (address) URL.revokeObjectURL(address);
      video = next;
      address = nextAddress;
      video.style.visibility = 'visible';
      drawOver();
      video.play().catch(() => {}); // a page in the background plays when it is seen
    }, { once: true });
    next.style.visibility = 'hidden';
    next.src = nextAddress;
    screen.insertBefore(next, overlay);
  }

  function drawOver() {
    const [width, height] = model.get('size');
    screen.style.width = `${width}px`;
    screen.style.aspectRatio = `${width} / ${height}`;
    overlay.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const clips = model.get('clips');
    overlay.replaceChildren(...clips.flatMap((clip) => clip.arrows.map((arrow) => drawn(arrow, clip, width, height))));
    video.style.maskImage = gaps(clips);
    captions.style.width = `${width}px`;
    if (clips.length > 1) captions.style.gap = `${(clips[1].left - clips[0].width) * 100}%`;
    captions.replaceChildren(...clips.map((clip) => {
      const caption = document.createElement('div');
      caption.style.flex = `${100 * clip.width} 1 0`;
      caption.textContent = clip.caption;
      return caption;
    }));
  }

  function drawn(arrow, clip, width, height) {
    const x = (share) => (clip.left + share * clip.width) * width;
    const y = (share) => share * clip.height * height;
    const [x0, y0, x1, y1] = [x(arrow.from[0]), y(arrow.from[1]), x(arrow.to[0]), y(arrow.to[1])];
    const shape = document.createElementNS(SVG, 'path');
    shape.setAttribute('d', outline(x0, y0, x1, y1));
    shape.setAttribute('fill', arrow.measured ? MEASURED : 'none');
    shape.setAttribute('stroke', arrow.measured ? 'white' : ASKED);
    shape.setAttribute('stroke-width', arrow.measured ? 1 : 2.5);
    const words = document.createElementNS(SVG, 'title');
    words.textContent = arrow.words;
    shape.append(words);
    return shape;
  }

  model.on('change:video', newVideo);
  model.on('change:clips', () => { if (video) drawOver(); });
  newVideo();
  return () => { if (address) URL.revokeObjectURL(address); };
}

// The video is seen where its clips are, so that what lies between them has the page's colour.
function gaps(clips) {
  const stops = clips.flatMap(({ left, width }) => [
    `transparent ${100 * left}%`, `black ${100 * left}%`, `black ${100 * (left + width)}%`, `transparent ${100 * (left + width)}%`]);
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}

// An arrow as one outline; a dot where there is no way to go.
function outline(x0, y0, x1, y1) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 3) return `M${x0 - 4},${y0} a4,4 0 1,0 8,0 a4,4 0 1,0 -8,0 Z`;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const head = Math.min(12, length), stem = length - head;
  const at = (along, aside) => `${x0 + ux * along - uy * aside},${y0 + uy * along + ux * aside}`;
  return `M${at(0, 2.5)} L${at(stem, 2.5)} L${at(stem, 7)} L${at(length, 0)} L${at(stem, -7)} L${at(stem, -2.5)} L${at(0, -2.5)} Z`;
}

export default { render };
