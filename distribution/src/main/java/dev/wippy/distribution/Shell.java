package dev.wippy.distribution;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command gets from whoever calls it. The streams throw when they fail, unlike those of {@link System}.
 *
 * @param input its standard input
 * @param output its standard output
 * @param error its standard error
 * @param terminals which of them are a terminal
 * @param environment its environment variables
 * @param workingDirectory what relative paths are relative to
 * @param installation the folder that the program was unpacked in, if it was
 * @param interrupts tells of Ctrl-C
 */
record Shell(
        InputStream input,
        OutputStream output,
        OutputStream error,
        Terminals terminals,
        Map<String, String> environment,
        Path workingDirectory,
        Optional<Path> installation,
        Interrupts interrupts) {

    /** Which of the standard streams a person sits at. */
    record Terminals(boolean input, boolean output, boolean error) {

        /** None of them. */
        static final Terminals NONE = new Terminals(false, false, false);

        /** From the digits of the file descriptors that are terminals, such as {@code 02}. */
        static Terminals of(String digits) {
            return new Terminals(digits.contains("0"), digits.contains("1"), digits.contains("2"));
        }
    }
}
