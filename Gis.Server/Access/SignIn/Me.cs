using System.ComponentModel.DataAnnotations;
using Gis.Server.ReadModel;

namespace Gis.Server.Access.SignIn;

/// <summary>Who is signed in, and what the viewer must know of it.</summary>
/// <param name="Demo">Whether demo things are about, which the viewer says on screen.</param>
internal sealed record Me(
    long Account,
    string Name,
    string DisplayName,
    string? Language,
    IReadOnlyList<MyGrant> Grants,
    [property: Words(Vocabulary.Role)] IReadOnlyList<string> Roles,
    HomeView? Home,
    bool Demo,
    NamedArea? Province);

/// <summary>A grant with its area's names.</summary>
internal sealed record MyGrant(
    [property: Words(Vocabulary.Role)] string Role, string AreaCode, string AreaNameZh, string AreaNameEn, IReadOnlyList<string>? Layers);

/// <summary>Where the map opens: the widest granted area. <paramref name="Bbox"/> is west, south, east, north; null until a layer gives it.</summary>
internal sealed record HomeView(string AreaCode, string NameZh, string NameEn, [property: Length(4, 4)] IReadOnlyList<double>? Bbox);

/// <summary>An area by code and names.</summary>
internal sealed record NamedArea(string Code, string NameZh, string NameEn);
