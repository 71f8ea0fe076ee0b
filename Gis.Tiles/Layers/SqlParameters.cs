using System.Globalization;
using Npgsql;

namespace Gis.Tiles.Layers;

/// <summary>Gathers the parameters of a query while its text is put together: whatever a caller says goes in here, and only its number into the text.</summary>
/// <param name="taken">How many parameters the query has before these.</param>
internal sealed class SqlParameters(int taken)
{
    private readonly List<NpgsqlParameter> _parameters = [];

    public IReadOnlyList<NpgsqlParameter> All => _parameters;

    /// <summary>out: the place that stands for the value, such as <c>$7</c>.</summary>
    public string Add<T>(T value)
    {
        _parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${taken + _parameters.Count}");
    }
}
