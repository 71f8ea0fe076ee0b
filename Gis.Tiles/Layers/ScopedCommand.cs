using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Layers;

/// <summary>Begins a query over a layer's features with the parameters that every such query has.</summary>
internal static class ScopedCommand
{
    public const int ParameterCount = 4;

    public static NpgsqlCommand For(string sql, VisibleLayer layer, NpgsqlConnection connection, TimeSpan timeout)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds) };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Info.Id });
        command.Parameters.Add(layer.Info.Past is { IsOver: true } past
            ? new NpgsqlParameter<int[]> { TypedValue = [layer.Info.Edition, past.Change] }
            : new NpgsqlParameter<int> { TypedValue = layer.Info.Edition });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. layer.Scope.Roots], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = layer.Scope.WholeTree });
        return command;
    }
}
