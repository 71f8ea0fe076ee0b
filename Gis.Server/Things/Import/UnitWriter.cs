using Gis.Server.Rules;

namespace Gis.Server.Things.Import;

/// <summary>Stores one checked unit.</summary>
internal static class UnitWriter
{
    public static async Task<RegisteredItem> WriteAsync(CommandTransaction transaction, UnitEntry unit, CancellationToken cancellationToken)
    {
        string[] skills = [.. unit.Skills];
        var known = await transaction.ScalarAsync<long?>("SELECT id FROM unit WHERE code = $1", cancellationToken, unit.Code);
        if (known is not { } id)
        {
            id = await transaction.ScalarAsync<long>("""
                INSERT INTO unit (code, call_sign, name_zh, name_en, kind, area_code, skills, phone, base_lon, base_lat)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text, $9, $10) RETURNING id
                """, cancellationToken,
                unit.Code, unit.CallSign, unit.NameZh, unit.NameEn, unit.Kind, unit.AreaCode, skills, unit.Phone, unit.Lon, unit.Lat);
            return new RegisteredItem(id, "unit", unit.Code, Created: true);
        }

        await transaction.ExecuteAsync("""
            UPDATE unit SET call_sign = $2, name_zh = $3, name_en = $4, kind = $5, area_code = $6, skills = $7, phone = $8::text, base_lon = $9,
                base_lat = $10, retired_at = NULL
            WHERE id = $1
            """, cancellationToken,
            id, unit.CallSign, unit.NameZh, unit.NameEn, unit.Kind, unit.AreaCode, skills, unit.Phone, unit.Lon, unit.Lat);
        return new RegisteredItem(id, "unit", unit.Code, Created: false);
    }
}
