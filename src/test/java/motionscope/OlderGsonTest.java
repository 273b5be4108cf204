package motionscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** IJava brings Gson 2.8.5, which comes before ours: what is newer ends its thread for messages of the page. */
@AnalyzeClasses(packages = "motionscope", importOptions = ImportOption.DoNotIncludeTests.class)
class OlderGsonTest {
    private static final Set<String> NEWER_METHODS = Set.of(
            "JsonParser.parseString",
            "JsonParser.parseReader",
            "JsonArray.isEmpty",
            "JsonArray.asList",
            "JsonObject.isEmpty",
            "JsonObject.asMap",
            "JsonReader.setNestingLimit",
            "GsonBuilder.disableJdkUnsafe");

    private static final DescribedPredicate<JavaMethodCall> ARE_NEWER = DescribedPredicate.describe(
            "is newer than Gson 2.8.5",
            call -> call.getTargetOwner().getPackageName().startsWith("com.google.gson")
                    && NEWER_METHODS.contains(call.getTargetOwner().getSimpleName() + "." + call.getName()));

    @ArchTest
    static final ArchRule NO_NEWER_METHODS = noClasses().should().callMethodWhere(ARE_NEWER);

    /** JsonStrict does without them where they are not there. */
    @ArchTest
    static final ArchRule NO_NEWER_CLASSES = noClasses()
            .that()
            .haveNameNotMatching("motionscope\\.tensor\\.JsonStrict")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "com\\.google\\.gson\\.(Strictness|FormattingStyle|ToNumberPolicy|ToNumberStrategy|ReflectionAccessFilter)");

    @Test
    void theRuleSeesANewerMethod() {
        JavaClasses these = new ClassFileImporter().importClasses(Newer.class);
        assertThrows(AssertionError.class, () -> NO_NEWER_METHODS.check(these));
    }

    private static final class Newer {
        static String read(String json) {
            return JsonParser.parseString(json).toString();
        }
    }
}
