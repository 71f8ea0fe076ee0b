using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Filters;

/// <summary>Reads the geometries of CQL2 text: WKT, and BBOX.</summary>
internal sealed class TextGeometry(TextCursor cursor, GeometryBuilder builder, FilterBudget budget)
{
    private static readonly string[] Kinds =
        ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "BBOX"];

    public static bool Begins(TextToken word, TextToken next) => Kinds.Contains(word.Text, StringComparer.OrdinalIgnoreCase) && (next.IsSign("(") || next.IsWord("Z"));

    public GeometryLiteral Read()
    {
        var place = cursor.Place;
        if (cursor.TakeWord("BBOX"))
        {
            return builder.Box(Listed(Number), place);
        }

        return GeometryBuilder.Finish(Tagged(), place);
    }

    private Geometry Tagged()
    {
        var kind = cursor.Take();
        budget.Enter(kind.Place);
        cursor.TakeWord("Z");
        Geometry made = kind.Text.ToUpperInvariant() switch
        {
            "POINT" => Point(),
            "LINESTRING" => Line(),
            "POLYGON" => Polygon(),
            "MULTIPOINT" => builder.Multi(Listed(AnyPoint), kind.Place),
            "MULTILINESTRING" => builder.Multi(Listed(Line), kind.Place),
            "MULTIPOLYGON" => builder.Multi(Listed(Polygon), kind.Place),
            "GEOMETRYCOLLECTION" => builder.Collection(Listed(Tagged), kind.Place),
            _ => throw new FilterFault(kind.Place, "accepted-filter-geometry"),
        };
        budget.Leave();
        return made;
    }

    private Point Point()
    {
        cursor.NeedSign("(");
        var point = builder.Point(Position());
        cursor.NeedSign(")");
        return point;
    }

    /// <summary>A point of a multipoint, in brackets or, as many write it, without.</summary>
    private Geometry AnyPoint() => cursor.Current.IsSign("(") ? Point() : builder.Point(Position());

    private Geometry Line()
    {
        var place = cursor.Place;
        return builder.Line([.. Listed(Position)], place);
    }

    private Geometry Polygon()
    {
        var place = cursor.Place;
        return builder.Polygon(Listed(() => Listed(Position).ToArray()), place);
    }

    private Coordinate Position()
    {
        var place = cursor.Place;
        List<double> numbers = [Number(), Number()];
        if (cursor.Current.Kind == TextTokenKind.Number || cursor.Current.IsSign("-") || cursor.Current.IsSign("+"))
        {
            numbers.Add(Number());
        }

        return builder.Position(numbers, place);
    }

    private double Number()
    {
        var isNegative = cursor.TakeSign("-");
        if (!isNegative)
        {
            cursor.TakeSign("+");
        }

        return cursor.Current.Kind == TextTokenKind.Number && double.TryParse(cursor.Current.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Taken(isNegative ? -number : number)
            : throw new FilterFault(cursor.Place, "accepted-filter-position");
    }

    private double Taken(double number)
    {
        cursor.Take();
        return number;
    }

    private List<T> Listed<T>(Func<T> part)
    {
        cursor.NeedSign("(");
        List<T> parts = [part()];
        while (cursor.TakeSign(","))
        {
            FilterBudget.CheckCount(parts.Count, cursor.Place);
            parts.Add(part());
        }

        cursor.NeedSign(")");
        return parts;
    }
}
