/** The command line: {@code generate}, {@code check}, {@code bench}, {@code doctor}. */
package motionscope.cli;
