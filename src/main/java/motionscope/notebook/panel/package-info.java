/** Panels for a notebook's page, one call each; what they do is done by {@code experiment}, without a page. */
package motionscope.notebook.panel;
