namespace Gis.Server.Rules;

/// <summary>A rule says no to a person's wish: a stable code, a sentence in both languages, and what would be accepted.</summary>
internal sealed record Refusal(string Code, string Zh, string En)
{
    /// <summary>HTTP status: 409 where the state stands against the wish, 400 where the wish itself is wrong.</summary>
    public int Status { get; init; } = StatusCodes.Status409Conflict;

    /// <summary>The parameter or field that is wrong, where there is one.</summary>
    public string? Parameter { get; init; }

    /// <summary>What would be taken instead.</summary>
    public string? Accepted { get; init; }

    /// <summary>Figures and ids that a program may act on, such as who holds a unit.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    /// <summary>The wish itself is malformed.</summary>
    public static Refusal Bad(string parameter, string accepted) =>
        new("bad-parameter", $"参数 {parameter} 不可用；可接受：{accepted}。", $"{parameter} cannot be used; accepted is: {accepted}.")
        {
            Status = StatusCodes.Status400BadRequest,
            Parameter = parameter,
            Accepted = accepted,
        };
}
