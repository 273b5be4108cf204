package motionscope.notebook.widget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {
    private static Drawing read(String json) {
        return Drawing.read(JsonParser.parseString(json));
    }

    @Test
    void aMaskIsUnpackedAlongItsRows() {
        Drawing drawing = read("{'kind':'MASK','points':[],'columns':3,'rows':2,'runs':[1,3,2]}");
        assertArrayEquals(new boolean[][] {{false, true, true}, {true, false, false}}, drawing.mask());
        assertEquals(drawing, Drawing.read(Encoded.GSON.toJsonTree(drawing.plain())));
    }

    @Test
    void aBoxAndAPathKeepTheirPoints() {
        assertEquals(Drawing.box(.1, .2, .5, .75), read("{'kind':'BOX','points':[[0.1,0.2],[0.5,0.75]]}"));
        assertEquals(
                3,
                read("{'kind':'PATH','points':[[0,0],[0.5,1],[1,0]]}").points().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'BOX','points':[[0.5,0.2],[0.5,0.75]]}",
                "{'kind':'BOX','points':[[0.1,0.2],[1.5,0.75]]}",
                "{'kind':'PATH','points':[[0.1,0.2]]}",
                "{'kind':'MASK','columns':3,'rows':2,'runs':[1,3,3]}",
                "{'kind':'MASK','columns':3,'rows':2,'runs':[-1,7]}",
                "{'kind':'MASK','columns':100000,'rows':100000,'runs':[1]}",
                "{'kind':'NONE','points':[[0,0]]}"
            })
    void whatDoesNotFitIsRefused(String json) {
        assertThrows(MotionScopeException.class, () -> read(json));
    }
}
