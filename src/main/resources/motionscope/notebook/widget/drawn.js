// Stands before the script of each drawn widget. The element gets its style, and follows the widget's CSS classes: the page's
// own views read them only once.
function dress(model, el, style) {
  el.classList.add(style);
  let before = model.get('_dom_classes') ?? [];
  model.on('change:_dom_classes', () => {
    el.classList.remove(...before);
    before = model.get('_dom_classes') ?? [];
    el.classList.add(...before);
  });
}

