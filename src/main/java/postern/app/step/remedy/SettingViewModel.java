package postern.app.step.remedy;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import postern.app.engine.WhatIf.Remark;
import postern.remedy.ProposedSetting;

/// One setting that can be edited.
final class SettingViewModel {
    private final ProposedSetting proposed;
    private String why;
    private final StringProperty value;
    private final ObjectProperty<Optional<Remark>> remark = new SimpleObjectProperty<>(Optional.empty());

    SettingViewModel(ProposedSetting proposed, String why) {
        this.proposed = proposed;
        this.why = why;
        this.value = new SimpleStringProperty(proposed.value());
    }

    /// Its name, with its service where it is one of master.cf.
    String name() {
        return proposed.name();
    }

    /// The value in the file or the default; empty if not known.
    Optional<String> current() {
        return proposed.current();
    }

    /// What the setting mends, in a few words.
    String why() {
        return why;
    }

    /// Says in other words what the setting mends.
    void because(String words) {
        why = words;
    }

    /// The cause it mends.
    String cause() {
        return proposed.cause();
    }

    StringProperty value() {
        return value;
    }

    /// What is to be said about the value; empty if it is fine.
    ObjectProperty<Optional<Remark>> remark() {
        return remark;
    }

    ProposedSetting edited() {
        return proposed.withValue(value.get().strip());
    }

    boolean isAsProposed(String text) {
        return text.strip().equals(proposed.proposed());
    }

    void undo() {
        value.set(proposed.proposed());
    }
}
