package motionscope.tensor;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import motionscope.MotionScopeException;

/**
 * Finds the named tensors in what was saved: a dictionary of tensors, or one with such a dictionary in it ({@code
 * state_dict} beside epoch, step and the like).
 */
final class StateDict {
    private static final String USUAL = "state_dict";

    private StateDict() {}

    /** @throws MotionScopeException if there is none, or there are several and none has the usual name */
    static Map<String, PickleValue.View> of(String file, Object root) {
        if (!(root instanceof PickleValue.Dictionary dictionary)) {
            throw new MotionScopeException(
                    file + " holds no dictionary of tensors; give a checkpoint with named weights.");
        }
        Map<String, Map<String, PickleValue.View>> inside = inside(file, dictionary);
        if (inside.containsKey(USUAL)) {
            return inside.get(USUAL);
        }
        Map<String, PickleValue.View> tensors = tensors(file, dictionary);
        return tensors.isEmpty() ? only(file, inside) : tensors;
    }

    private static Map<String, PickleValue.View> only(String file, Map<String, Map<String, PickleValue.View>> found) {
        if (found.size() == 1) {
            return found.values().iterator().next();
        }
        String names = found.isEmpty() ? "" : " (" + JsonStrict.shown(String.join(", ", found.keySet())) + ")";
        throw new MotionScopeException(file + " holds " + found.size() + " dictionaries of tensors" + names
                + "; one, or one called " + USUAL + ", is read. Give a checkpoint of weights.");
    }

    private static Map<String, Map<String, PickleValue.View>> inside(String file, PickleValue.Dictionary dictionary) {
        Map<String, Map<String, PickleValue.View>> found = new LinkedHashMap<>();
        // the same dictionary may be there a million times
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < dictionary.keys().size(); i++) {
            if (dictionary.keys().get(i) instanceof String name
                    && dictionary.values().get(i) instanceof PickleValue.Dictionary inner
                    && seen.add(inner)) {
                Map<String, PickleValue.View> tensors = tensors(file, inner);
                if (!tensors.isEmpty()) {
                    found.put(name, tensors);
                }
            }
        }
        return found;
    }

    private static Map<String, PickleValue.View> tensors(String file, PickleValue.Dictionary dictionary) {
        Map<String, PickleValue.View> tensors = new LinkedHashMap<>();
        for (int i = 0; i < dictionary.keys().size(); i++) {
            if (dictionary.values().get(i) instanceof PickleValue.View view
                    && dictionary.keys().get(i) instanceof String name
                    && !name.isEmpty()
                    && JsonStrict.isUnicode(name)
                    && tensors.put(name, view) != null) {
                throw new MotionScopeException(
                        file + " has the tensor " + JsonStrict.shown(name) + " twice; download it again.");
            }
        }
        return tensors;
    }
}
