/**
 * Controls and pictures in a notebook's page, driven from Java: ipywidgets' models (protocol 2.1, version 8) whose state
 * lives here, and two drawn ones (anywidget) for clips and for drawing over a frame.
 *
 * <p>A widget is plain Java until it is shown: {@link motionscope.notebook.widget.Panel} opens its comms when a page is
 * there. In a run without a page it gives a still picture of the same panel instead. Values that a person changes are
 * checked and kept when they arrive; callbacks run one after another on a thread of the panel, so cells can run meanwhile.
 *
 * <pre>{@code
 * var weight = new Slider("weight", 0, 30, 0.5).value(5);
 * var words = new Html("");
 * weight.onChange(w -> words.html("weight " + w));
 * show(new Panel("Weight", weight, words));
 * }</pre>
 */
package motionscope.notebook.widget;
