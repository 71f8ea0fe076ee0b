using Gis.Server.Rules;

namespace Gis.Server.Incidents;

/// <summary>The course of an incident: open, under control, closed, and open again. A grade may go up and down, each time with its ground.</summary>
internal static class IncidentRules
{
    public const int MaxTextLength = 4000;
    private const string UnderControlState = "under_control";
    private const string Closed = "closed";

    public static Result<IncidentFact> Grade(IncidentStanding incident, int grade, string? ground) =>
        incident.State == Closed ? IsClosed(incident)
        : grade is < 1 or > 4 ? Refusal.Bad("grade", "1 (I), 2 (II), 3 (III), 4 (IV)")
        : Tidy(ground) is not { } why ? BadText("ground")
        : Fact("graded", ("grade", grade), ("before", incident.Grade), ("ground", why));

    public static Result<IncidentFact> Note(string? text) =>
        Tidy(text) is { } said ? Fact("noted", ("text", said)) : BadText("text");

    public static Result<IncidentFact> UnderControl(IncidentStanding incident, string? text) => incident.State switch
    {
        Closed => IsClosed(incident),
        UnderControlState => new Refusal(
            "incident-under-control", $"事件 {incident.Code} 已处于受控状态。", $"Incident {incident.Code} is under control already."),
        _ => Fact("under_control", ("text", Tidy(text))),
    };

    public static Result<IncidentFact> Close(IncidentStanding incident, string? text)
    {
        if (incident.State == Closed)
        {
            return IsClosed(incident);
        }

        if (incident.ActiveOrders.Count > 0)
        {
            var orders = string.Join(", ", incident.ActiveOrders);
            return new Refusal("orders-active",
                $"仍有未完成的命令：{orders}；需先取消或解除。",
                $"Orders are still active: {orders}; cancel them or stand their units down first.")
            {
                Facts = new Dictionary<string, object?> { ["orders"] = incident.ActiveOrders },
            };
        }

        return Tidy(text) is { } result ? Fact("closed", ("text", result)) : BadText("text");
    }

    public static Result<IncidentFact> Reopen(IncidentStanding incident, string? text) =>
        incident.State != Closed
            ? new Refusal("incident-open", $"事件 {incident.Code} 未结束。", $"Incident {incident.Code} is not closed.")
        : Tidy(text) is { } why ? Fact("reopened", ("text", why))
        : BadText("text");

    private static Refusal IsClosed(IncidentStanding incident) =>
        new("incident-closed", $"事件 {incident.Code} 已结束；需先重新开启。", $"Incident {incident.Code} is closed; reopen it first.");

    private static Refusal BadText(string parameter) => Refusal.Bad(parameter, $"1 … {MaxTextLength} characters");

    private static IncidentFact Fact(string kind, params (string Name, object? Value)[] details) =>
        new(kind, details.Where(detail => detail.Value is not null).ToDictionary(detail => detail.Name, detail => detail.Value));

    private static string? Tidy(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > MaxTextLength ? null : text.Trim();
}
