package motionscope.experiment.studio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The few values that were used last. */
final class Recent<K, V> {
    private final Map<K, V> kept;

    Recent(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Null if there is none. */
    synchronized V get(K key) {
        return kept.get(key);
    }

    synchronized void put(K key, V value) {
        kept.put(key, value);
    }

    /** Values that are quick to make; others are made outside and put. */
    synchronized V of(K key, Supplier<V> make) {
        V known = kept.get(key);
        if (known == null) {
            known = make.get();
            kept.put(key, known);
        }
        return known;
    }

    synchronized void clear() {
        kept.clear();
    }
}
