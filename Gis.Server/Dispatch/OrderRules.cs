using Gis.Server.Rules;

namespace Gis.Server.Dispatch;

/// <summary>How an order goes from state to state. People may be refused; the field's word is stored with a mark, never refused.</summary>
internal static class OrderRules
{
    public const int MaxTextLength = 1000;

    private static readonly string[] Kinds = ["go", "monitor", "sample", "contain", "evacuate"];

    /// <summary>A report moves an order forward or ends it; a late, repeated or impossible one is kept with a mark and moves nothing.</summary>
    public static OrderStateTaken Take(string current, string said)
    {
        var moves = OrderState.IsActive(current) && OrderState.Rank(said) > OrderState.Rank(current);
        return new OrderStateTaken(said, OutOfOrder: !moves, FreesUnit: moves && !OrderState.IsActive(said));
    }

    public static Result<OrderWish> Issue(OrderWish wish, IncidentForOrder incident, UnitForOrder unit, DateTimeOffset now)
    {
        if (Array.IndexOf(Kinds, wish.Kind) < 0)
        {
            return Refusal.Bad("kind", string.Join(", ", Kinds));
        }

        if (string.IsNullOrWhiteSpace(wish.Text) || wish.Text.Length > MaxTextLength)
        {
            return Refusal.Bad("text", $"1 … {MaxTextLength} characters");
        }

        if (wish.DueAt <= now)
        {
            return Refusal.Bad("dueAt", "a moment to come, ISO 8601 with offset");
        }

        if (incident.IsClosed)
        {
            return new Refusal("incident-closed", $"事件 {incident.Code} 已结束；需先重新开启。", $"Incident {incident.Code} is closed; reopen it first.");
        }

        if (unit.HeldBy is { } holder)
        {
            return UnitAssigned(unit.CallSign, holder);
        }

        return UnitState.MayTakeOrders(unit.State)
            ? wish
            : new Refusal("unit-off-duty", $"单位 {unit.CallSign} 不在岗。", $"Unit {unit.CallSign} is off duty or out of service.");
    }

    public static Refusal UnitAssigned(string callSign, OrderHolder holder) =>
        new("unit-assigned",
            $"单位 {callSign} 已由 {holder.IssuedBy} 派往事件 {holder.IncidentCode}；需先取消或解除该任务。",
            $"Unit {callSign} was sent to incident {holder.IncidentCode} by {holder.IssuedBy}; cancel that order or stand the unit down first.")
        {
            Facts = new Dictionary<string, object?>
            {
                ["incidentId"] = holder.IncidentId,
                ["incidentCode"] = holder.IncidentCode,
                ["orderId"] = holder.OrderId,
                ["orderCode"] = holder.OrderCode,
                ["issuedBy"] = holder.IssuedBy,
            },
        };

    public static Result<OrderStateTaken> Cancel(string orderCode, string state) =>
        OrderState.IsActive(state)
            ? new OrderStateTaken(OrderState.Cancelled, OutOfOrder: false, FreesUnit: true)
            : new Refusal("order-ended", $"命令 {orderCode} 已结束（{state}）。", $"Order {orderCode} has ended already ({state}).")
            {
                Facts = new Dictionary<string, object?> { ["state"] = state },
            };

    /// <summary>A commander records what a unit said by radio: the same course as a unit's own report, but a slip is refused.</summary>
    public static Result<OrderStateTaken> Record(string orderCode, string current, string said)
    {
        if (!OrderState.Reportable.Contains(said))
        {
            return Refusal.Bad("state", string.Join(", ", OrderState.Reportable));
        }

        var taken = Take(current, said);
        return taken.OutOfOrder
            ? new Refusal("order-state", $"命令 {orderCode} 现为 {current}，不能改为 {said}。", $"Order {orderCode} is {current} and cannot become {said}.")
            {
                Facts = new Dictionary<string, object?> { ["state"] = current },
            }
            : taken;
    }

    /// <summary>Standing a unit down ends its order: done when it had arrived, cancelled when it had not.</summary>
    public static OrderStateTaken StandDown(string current) =>
        new(current == OrderState.OnScene ? OrderState.Done : OrderState.Cancelled, OutOfOrder: false, FreesUnit: true);
}
