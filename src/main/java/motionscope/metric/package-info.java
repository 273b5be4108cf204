/** Measurements of clips; each says how well it does on clips where the truth is known. */
package motionscope.metric;
