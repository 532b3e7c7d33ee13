package postern.report;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import postern.dns.HostAddress;
import postern.dns.Lookup;
import postern.dns.MailDomain;
import postern.dns.MailHost;
import postern.dns.MailRoute;
import postern.dns.MtaSts;
import postern.dns.PolicyFetch;
import postern.dns.StsPolicy;
import postern.dns.StsPolicyReading;
import postern.dns.TlsReporting;
import postern.dns.TlsaRecord;
import postern.tls.Answer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is published about mail to a domain, as part of the schema `postern/diagnosis/1`.
final class DomainJson {
    private DomainJson() {}

    static ObjectNode of(MailDomain domain) {
        ObjectNode node = Json.object();
        node.put("name", Json.text(domain.name()));
        if (domain.validating() != Answer.UNKNOWN) {
            node.put("validatingResolver", domain.validating() == Answer.YES);
        }
        route(domain.route(), node.putObject("route"));
        mtaSts(domain.mtaSts(), node.putObject("mtaSts"));
        reporting(domain.tlsReporting(), node.putObject("tlsReporting"));
        return node;
    }

    private static void route(MailRoute route, ObjectNode node) {
        switch (route) {
            case MailRoute.Exchangers(var hosts, int unlisted, boolean authenticated) -> {
                node.put("status", "mx").put("authenticated", authenticated).put("unlisted", unlisted);
                hosts(hosts, node.putArray("hosts"));
            }
            case MailRoute.Implicit(MailHost host) -> {
                node.put("status", "implicit");
                hosts(List.of(host), node.putArray("hosts"));
            }
            case MailRoute.NullMx _ -> node.put("status", "null-mx");
            case MailRoute.Nowhere(boolean exists) -> node.put("status", exists ? "no-host" : "no-such-domain");
            case MailRoute.Unknown(var why, String detail) ->
                node.put("status", "unknown").put("why", why.id()).put("detail", Json.text(detail));
        }
    }

    private static void hosts(List<MailHost> hosts, ArrayNode nodes) {
        for (MailHost host : hosts) {
            ObjectNode node = nodes.addObject();
            node.put("host", Json.text(host.name()));
            host.preference().ifPresent(preference -> node.put("preference", preference));
            texts(host.aliases(), node.putArray("aliases"));
            node.set("ipv4", lookup(host.ipv4()));
            node.set("ipv6", lookup(host.ipv6()));
            node.set("tlsa", lookup(host.tlsa()));
            ArrayNode reverse = node.putArray("reverse");
            host.reverse().forEach(address -> reverse(address, reverse.addObject()));
        }
    }

    private static void reverse(HostAddress address, ObjectNode node) {
        node.put("address", address.address().getHostAddress());
        node.set("names", lookup(address.names()));
        node.put("confirmed", address.confirmed().name().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode lookup(Lookup<?> lookup) {
        ObjectNode node = Json.object();
        switch (lookup) {
            case Lookup.Found<?> found -> {
                node.put("status", "found").put("authenticated", found.authenticated());
                texts(found.records().stream().map(DomainJson::text).toList(), node.putArray("records"));
            }
            case Lookup.NoSuchName<?> none ->
                node.put("status", "no-such-name").put("authenticated", none.authenticated());
            case Lookup.NoData<?> none -> node.put("status", "no-data").put("authenticated", none.authenticated());
            case Lookup.Failed<?> failed ->
                node.put("status", "unknown").put("why", failed.why().id()).put("detail", Json.text(failed.detail()));
        }
        return node;
    }

    private static String text(Object record) {
        return switch (record) {
            case InetAddress address -> address.getHostAddress();
            case TlsaRecord tlsa -> tlsa.toString();
            default -> record.toString();
        };
    }

    private static void mtaSts(MtaSts mtaSts, ObjectNode node) {
        switch (mtaSts) {
            case MtaSts.NotPublished _ -> node.put("status", "not-published");
            case MtaSts.RecordInvalid(var texts) -> {
                node.put("status", "record-invalid");
                texts(texts, node.putArray("records"));
            }
            case MtaSts.Unknown(var why) -> node.put("status", "unknown").put("why", why.id());
            case MtaSts.Published(String _, String id, PolicyFetch fetch) -> {
                node.put("status", "published").put("id", Json.text(id));
                policy(fetch, node.putObject("policy"));
            }
        }
    }

    private static void policy(PolicyFetch fetch, ObjectNode node) {
        switch (fetch) {
            case PolicyFetch.Fetched(StsPolicyReading.Valid(StsPolicy policy)) -> {
                node.put("status", "valid").put("mode", policy.mode().id()).put("maxAge", policy.maxAge());
                texts(policy.mx(), node.putArray("mx"));
            }
            case PolicyFetch.Fetched(StsPolicyReading.Invalid(var problems)) -> {
                node.put("status", "invalid");
                texts(problems.stream().map(StsPolicyReading.Problem::id).toList(), node.putArray("problems"));
            }
            case PolicyFetch.NoHost _ -> node.put("status", "no-host");
            case PolicyFetch.CertificateRejected(String detail) ->
                node.put("status", "certificate-rejected").put("detail", Json.text(detail));
            case PolicyFetch.OtherStatus(int status) ->
                node.put("status", "http-status").put("httpStatus", status);
            case PolicyFetch.TooLarge _ -> node.put("status", "too-large");
            case PolicyFetch.NoAnswer(boolean _, String detail) ->
                node.put("status", "no-answer").put("detail", Json.text(detail));
            case PolicyFetch.Unknown(var why) -> node.put("status", "unknown").put("why", why.id());
        }
    }

    private static void reporting(TlsReporting reporting, ObjectNode node) {
        switch (reporting) {
            case TlsReporting.NotPublished _ -> node.put("status", "not-published");
            case TlsReporting.Invalid(var texts) -> {
                node.put("status", "record-invalid");
                texts(texts, node.putArray("records"));
            }
            case TlsReporting.Unknown(var why) -> node.put("status", "unknown").put("why", why.id());
            case TlsReporting.Published(var destinations) -> {
                node.put("status", "published");
                texts(destinations, node.putArray("destinations"));
            }
        }
    }

    private static void texts(List<String> texts, ArrayNode nodes) {
        texts.stream().map(Json::text).forEach(nodes::add);
    }
}
