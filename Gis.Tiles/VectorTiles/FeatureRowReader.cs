using Gis.Tiles.VectorTiles.Mvt;
using Npgsql;

namespace Gis.Tiles.VectorTiles;

/// <summary>Hands the rows of <c>tile.sql</c> to an encoder, column by column as the store sent them, without making strings or arrays of them.</summary>
internal sealed class FeatureRowReader
{
    /// <summary>
    /// Attributes that features of every layer have; those that a layer adds are members of the column behind them. The id is the feature's own, which the
    /// format has a place for: as an attribute beside it, different for each, it would be a tenth of the tile.
    /// </summary>
    public static readonly string[] Attributes = ["code", "name_zh", "name_en", "area_code"];

    private const int GeometryColumn = 0;
    private const int IdColumn = 1;
    private const int RankColumn = 2;
    private const int FirstTextColumn = 3;
    private const int PropertiesColumn = 7;

    private byte[] _bytes = new byte[16 * 1024];

    public void Read(NpgsqlDataReader row, TileEncoder encoder)
    {
        if (row.IsDBNull(GeometryColumn) || !encoder.TryBegin(row.GetInt64(IdColumn), row.GetInt16(RankColumn), BytesOf(row, GeometryColumn)))
        {
            return;
        }

        for (var text = 0; text < Attributes.Length; text++)
        {
            if (!row.IsDBNull(FirstTextColumn + text))
            {
                encoder.Text(text, BytesOf(row, FirstTextColumn + text));
            }
        }

        if (!row.IsDBNull(PropertiesColumn))
        {
            // One byte tells the version of jsonb on the wire; the text follows.
            encoder.Members(BytesOf(row, PropertiesColumn)[1..]);
        }

        encoder.EndFeature();
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptBytes)
    {
        if (_bytes.Length > keptBytes)
        {
            _bytes = new byte[keptBytes];
        }
    }

    /// <summary>Most columns fit into the room there is, and are read at once.</summary>
    private ReadOnlySpan<byte> BytesOf(NpgsqlDataReader row, int column)
    {
        var got = (int)row.GetBytes(column, 0, _bytes, 0, _bytes.Length);
        if (got < _bytes.Length)
        {
            return _bytes.AsSpan(0, got);
        }

        var length = checked((int)row.GetBytes(column, 0, null, 0, 0));
        if (_bytes.Length < length)
        {
            _bytes = new byte[Math.Max(length, 2 * _bytes.Length)];
        }

        row.GetBytes(column, 0, _bytes, 0, length);
        return _bytes.AsSpan(0, length);
    }
}
