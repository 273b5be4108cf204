package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WhatFitsTest {
    private static final WhatFits.Size ASKED = new WhatFits.Size(4, 16, 512, 256);

    /** A byte for each pixel. */
    private static long bytes(WhatFits.Size size) {
        return (long) size.clips() * size.frames() * size.height() * size.width();
    }

    private static String within(long free) {
        return new WhatFits(ASKED, 64, WhatFitsTest::bytes, room -> List.of()).within(free);
    }

    @Test
    void eachChangeByItselfIsTheLargestThatFits() {
        // half of what is needed, and a little for what is free to wobble
        assertEquals(
                "What would fit: 2 clips at once, or 8 frames, or frames of 192 x 320.",
                within(bytes(ASKED) * 53 / 100));
    }

    @Test
    void whatNeedsLessAtTheSameSizeIsNamed() {
        WhatFits fits = new WhatFits(
                new WhatFits.Size(1, 1, 64, 64),
                64,
                WhatFitsTest::bytes,
                room -> room > 2000 ? List.of("precision bf16") : List.of());
        assertEquals("What would fit: precision bf16.", fits.within(3000));
        assertEquals("Nothing of it would fit: free some memory, or use another device.", fits.within(1000));
    }

    @Test
    void whereNoSingleChangeSufficesAllAreMade() {
        WhatFits one = new WhatFits(
                new WhatFits.Size(1, 16, 512, 512),
                64,
                size -> bytes(size) * (size.frames() > 8 || size.height() > 128 ? 1000 : 1),
                room -> List.of());
        assertEquals("What would fit: 1 clip of 8 frames of 128 x 128.", one.within(8 * 128 * 128 * 2));
    }

    @Test
    void aSizeSaysWhatItIs() {
        assertEquals("4 clips of 16 frames of 256 x 512", ASKED.toString());
        assertEquals("1 clip of 1 frame of 8 x 8", new WhatFits.Size(1, 1, 8, 8).toString());
    }
}
