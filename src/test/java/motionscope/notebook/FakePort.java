package motionscope.notebook;

import java.util.ArrayList;
import java.util.List;

/** A kernel that keeps what it is told to show. */
class FakePort implements Port {
    final List<Bundle> displayed = new ArrayList<>();
    final List<Bundle> updated = new ArrayList<>();
    final List<String> ids = new ArrayList<>();

    @Override
    public void display(Bundle bundle, String id) {
        displayed.add(bundle);
        ids.add(id);
    }

    @Override
    public void update(Bundle bundle, String id) {
        updated.add(bundle);
        ids.add(id);
    }

    @Override
    public boolean rich() {
        return true;
    }

    Bundle last() {
        return displayed.get(displayed.size() - 1);
    }
}
