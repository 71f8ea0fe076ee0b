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
            Check(context.HttpContext.Request.Query, known, formats) ?? await next(context));
    }

    private static Refusal? Check(IQueryCollection query, string[] known, string[] formats)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                return Refusal.BadParameter(name, string.Join(", ", known));
            }

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
