using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Problems;

/// <summary>Refuses query parameters that an endpoint does not know, and those given twice: a typing error must not pass for an answer.</summary>
internal static class QueryRules
{
    /// <summary><paramref name="names"/> are the parameters known beside <c>f</c>, <paramref name="formats"/> the values of <c>f</c>.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, string[] formats, params string[] names)
    {
        string[] known = ["f", .. names];
        return endpoint.AddEndpointFilter(async (context, next) =>
            CheckNames(context.HttpContext.Request.Query, known) ?? CheckValues(context.HttpContext.Request.Query, formats) ?? await next(context));
    }

    /// <summary>As <see cref="WithQuery"/>, but which names are known hangs on what is asked for: the endpoint looks for itself.</summary>
    public static RouteHandlerBuilder WithOwnQuery(this RouteHandlerBuilder endpoint, string[] formats) =>
        endpoint.AddEndpointFilter(async (context, next) => CheckValues(context.HttpContext.Request.Query, formats) ?? await next(context));

    private static Refusal? CheckNames(IQueryCollection query, string[] known) =>
        query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown ? Refusal.BadParameter(unknown, string.Join(", ", known)) : null;

    private static Refusal? CheckValues(IQueryCollection query, string[] formats)
    {
        foreach (var (name, values) in query)
        {
            if (values.Count != 1)
            {
                return Refusal.BadParameter(name, "accepted-one-value");
            }
        }

        return query.TryGetValue("f", out var format) && !formats.Contains(format.ToString(), StringComparer.Ordinal)
            ? Refusal.BadParameter("f", string.Join(", ", formats))
            : null;
    }
}
