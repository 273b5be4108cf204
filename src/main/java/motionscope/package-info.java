/** What every room of the library shares: the error type, and saving whole files or none. */
package motionscope;
