using Microsoft.AspNetCore.Authorization;

namespace Gis.Server.Access;

/// <summary>Holds for no one: what says nothing about who may use it is closed.</summary>
internal sealed class NobodyRequirement : IAuthorizationRequirement;
