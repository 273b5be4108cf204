package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import motionscope.MotionScopeException;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hash of weights is made beside their loading. */
class WeightsHashTest {
    @TempDir
    Path folder;

    private ModelFiles files;
    private String expected;

    @BeforeEach
    void write() {
        files = ModelFiles.of(TinyModel.write(folder));
        try (SafeTensors file = SafeTensors.open(folder.resolve(TinyModel.UNET_WEIGHTS))) {
            expected = file.sha256();
        }
    }

    @Test
    void itIsThatOfTheFile() {
        try (DiffusionModel model = new DiffusionModel(files, Placement.CPU)) {
            assertEquals(expected, model.weightsHash());
        }
    }

    @Test
    void onceMadeItNeedsNoFile() throws IOException {
        WeightsHash hash = WeightsHash.begin(files);
        assertEquals(expected, hash.get(files));
        Files.delete(folder.resolve(TinyModel.UNET_WEIGHTS));
        assertEquals(expected, hash.get(files));
    }

    @Test
    void anEndedOneIsMadeWhenItIsAskedFor() {
        WeightsHash hash = WeightsHash.begin(files);
        hash.end();
        assertEquals(expected, hash.get(files));
        DiffusionModel model = new DiffusionModel(files, Placement.CPU);
        model.close();
        assertEquals(expected, model.weightsHash());
    }

    @Test
    void anInterruptedThreadGetsItAndStaysInterrupted() {
        WeightsHash hash = WeightsHash.begin(files);
        Thread.currentThread().interrupt();
        assertEquals(expected, hash.get(files));
        assertTrue(Thread.interrupted());
    }

    @Test
    void whatIsWrongWithTheFilesIsSaid() throws IOException {
        Files.delete(folder.resolve(TinyModel.UNET_WEIGHTS));
        WeightsHash hash = WeightsHash.begin(files);
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> hash.get(files));
        assertTrue(e.getMessage().contains("does not exist"), e.getMessage());
    }
}
