package postern.report;

import java.util.List;
import java.util.function.Function;
import postern.probe.Observed;
import postern.probe.SenderTrial;
import postern.probe.Traits;
import postern.tls.CipherSuite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What a thorough look shows as JSON: each answer is an object with the `value`, or with `unknown` and why.
final class TraitsJson {
    private TraitsJson() {}

    static ObjectNode of(Traits traits) {
        ObjectNode node = Json.object();
        node.set("serverNames", answer(traits.serverNames(), TraitsJson::names));
        node.set(
                "groups",
                answer(
                        traits.groups(),
                        groups -> texts(groups.stream().map(Object::toString).toList())));
        node.set("primes", answer(traits.primes(), TraitsJson::primes));
        node.set(
                "signatures",
                answer(
                        traits.signatures(),
                        schemes -> texts(schemes.stream().map(Enum::name).toList())));
        node.set("compression", flag(traits.compression()));
        node.set("secureRenegotiation", flag(traits.secureRenegotiation()));
        node.set("extendedMasterSecret", flag(traits.extendedMasterSecret()));
        node.set("sessionTickets", flag(traits.tickets()));
        ObjectNode resumption = node.putObject("resumption");
        traits.resumption()
                .forEach((version, result) ->
                        resumption.set(version.toString(), answer(result, known -> StringNode.valueOf(known.id()))));
        node.set("fallbackProtection", flag(traits.fallbackProtection()));
        node.set("clientCertificate", answer(traits.clientCertificate(), TraitsJson::clientCertificate));
        node.set("stapling", answer(traits.stapling(), TraitsJson::stapling));
        node.set("commandInjection", flag(traits.injection()));
        node.set("tolerance", tolerance(traits.tolerance()));
        return node;
    }

    static ObjectNode of(SenderTrial trial) {
        ObjectNode node = Json.object();
        node.put("id", trial.sender().id());
        node.put("name", Json.text(trial.sender().name()));
        node.put("basis", trial.basis().id());
        switch (trial.result()) {
            case SenderTrial.Agreed(var version, var suite) -> {
                node.put("outcome", "agreed");
                node.put("version", version.toString());
                suite.map(CipherSuite::opensslName).ifPresent(name -> node.put("suite", name));
            }
            case SenderTrial.Refused(String reason) ->
                node.put("outcome", "refused").put("reason", Json.text(reason));
            case SenderTrial.Undecided(String why) ->
                node.put("outcome", "unknown").put("reason", Json.text(why));
        }
        node.put("then", trial.then().id());
        return node;
    }

    private static <T> ObjectNode answer(Observed<T> observed, Function<T, JsonNode> value) {
        ObjectNode node = Json.object();
        switch (observed) {
            case Observed.Seen<T>(T seen) -> node.set("value", value.apply(seen));
            case Observed.Unknown<T>(String why) -> node.put("unknown", Json.text(why));
        }
        return node;
    }

    private static ObjectNode flag(Observed<Boolean> observed) {
        return answer(observed, BooleanNode::valueOf);
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode node = Json.array();
        texts.forEach(text -> node.add(Json.text(text)));
        return node;
    }

    private static ArrayNode names(List<Traits.NameAnswer> answers) {
        ArrayNode node = Json.array();
        answers.forEach(answer -> {
            ObjectNode one = node.addObject();
            answer.asked().ifPresent(name -> one.put("asked", Json.text(name)));
            one.put("effect", answer.effect().id());
        });
        return node;
    }

    private static ArrayNode primes(List<Traits.Prime> primes) {
        ArrayNode node = Json.array();
        primes.forEach(prime -> {
            ObjectNode one = node.addObject();
            one.put("bits", prime.bits());
            prime.known().ifPresent(name -> one.put("known", name));
        });
        return node;
    }

    private static ObjectNode clientCertificate(Traits.ClientCertificate wanted) {
        ObjectNode node = Json.object();
        node.put("wanted", wanted.wish().id());
        node.set("authorities", texts(wanted.authorities()));
        return node;
    }

    private static ObjectNode stapling(Traits.Stapling stapling) {
        return Json.object().put("stapled", stapling.stapled()).put("demanded", stapling.demanded());
    }

    private static ObjectNode tolerance(Traits.Tolerance tolerance) {
        ObjectNode node = Json.object();
        node.set("tls13", flag(tolerance.tls13()));
        node.set("laterVersion", flag(tolerance.laterVersion()));
        node.set("reservedValues", flag(tolerance.reservedValues()));
        node.set("longestHello", answer(tolerance.longestHello(), IntNode::valueOf));
        node.set("mediumHello", flag(tolerance.mediumHello()));
        return node;
    }
}
