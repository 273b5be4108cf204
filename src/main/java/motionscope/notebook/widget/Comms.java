package motionscope.notebook.widget;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Jupyter's comms, as widgets need them: named channels between objects here and in the page. A bridge that the running
 * kernel compiles implements it, so this jar depends on no kernel.
 */
public interface Comms {
    /** What arrives on a comm, called on the kernel's thread. */
    interface Listener {
        /** @param data the message's data, JSON */
        void received(String data, List<byte[]> buffers);

        /** The page closed it. */
        void closed();
    }

    /**
     * The cell that runs now.
     *
     * @param id the same when the cell is run again; null where the front end does not say
     * @param execution another one in each run
     * @param deleted ids of cells that were deleted since the last run
     */
    record Cell(String id, String execution, List<String> deleted) {}

    /**
     * Opens a comm to a target in the page.
     *
     * @param data JSON
     * @return its id
     */
    String open(String target, String data, Map<String, Object> metadata, List<byte[]> buffers, Listener listener);

    /** Sends JSON and buffers; may be called from any thread. */
    void send(String id, String data, List<byte[]> buffers);

    void close(String id);

    /** Lets the page open comms at a target; the factory gets the id of each. */
    void accept(String target, Function<String, Listener> opened);

    /** The cell that runs, or ran last. */
    Cell cell();
}
