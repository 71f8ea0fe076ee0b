using Gis.Tiles.Filters;
using Gis.Tiles.SensorThings.Query;

namespace Gis.Tiles.SensorThings;

/// <summary>Tells what of a question about observations the store can go by, so that it need not look at all of them.</summary>
internal static class StaBounds
{
    /// <summary>Of all observations some are asked for, or an order, that no key of the store knows: only a look at each of them tells.</summary>
    public static bool IsBoundless(StaPath path, StaOptions asked) =>
        path.Steps is [{ Entity.IsObservation: true, IsOne: false }]
        && (asked.Filter is not null || asked.Order.Any(order => order.Reference.Name is not ("phenomenonTime" or "Datastream/id")))
        && !PartsOf(asked.Filter).Any(part => IsOfStream(part) || IsSince(part));

    /// <summary>What a filter demands all of.</summary>
    public static IEnumerable<Expression> PartsOf(Expression? filter) => filter switch
    {
        null => [],
        Operation { Op: "and" } all => all.Arguments.SelectMany(PartsOf),
        _ => [filter],
    };

    /// <summary>Whatever it names lies beyond the stream, or is the stream.</summary>
    public static bool IsOfStream(Expression part) => part switch
    {
        PropertyReference reference => reference.Name.StartsWith("Datastream/", StringComparison.Ordinal) || reference.Name.StartsWith("FeatureOfInterest/", StringComparison.Ordinal),
        Operation operation => operation.Arguments.All(IsOfStream),
        _ => true,
    };

    /// <summary>Nothing before a moment is asked for.</summary>
    private static bool IsSince(Expression part) => part is Operation { Arguments: [var left, var right] } compared
        && ((IsTime(left) && compared.Op is ("eq" or "gt" or "ge")) || (IsTime(right) && compared.Op is ("eq" or "lt" or "le")));

    private static bool IsTime(Expression expression) => expression is PropertyReference { Name: "phenomenonTime" };
}
