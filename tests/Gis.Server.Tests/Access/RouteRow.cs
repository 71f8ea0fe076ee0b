namespace Gis.Server.Tests.Access;

/// <summary>One route of the server and who may use it.</summary>
/// <param name="Route">Method and pattern, as the server maps it.</param>
/// <param name="Who">One of <see cref="Access.Who"/>.</param>
/// <param name="Address">What to ask; <c>{thing}</c> and the like stand for something that the test makes in the area it wants. Null: the pattern itself.</param>
/// <param name="Body">What is sent with a change, well formed, so that only rights can refuse it.</param>
/// <param name="InsideAnswers">False where even whoever may see it gets 404, for want of more than a row.</param>
public sealed record RouteRow(string Route, string Who, string? Address = null, object? Body = null, bool InsideAnswers = true)
{
    public string Method => Route.Split(' ')[0] is "ANY" ? "GET" : Route.Split(' ')[0];

    public string Ask => (Address ?? Route.Split(' ')[1]).TrimStart('/');

    /// <summary>About a single thing that lies somewhere.</summary>
    public bool IsOfOne => Ask.Contains('{', StringComparison.Ordinal);

    public override string ToString() => Route;
}
