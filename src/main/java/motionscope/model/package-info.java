/** One file per architecture, the codecs and text encoders beside them, and what it takes to load them. */
package motionscope.model;
