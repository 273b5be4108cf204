/** What every room of the library shares: nothing but the error type. */
package motionscope;
