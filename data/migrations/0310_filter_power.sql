-- Powers in the filters that callers write: where the result is no number, or none that a value of ours could be, it is NULL and not an error.
-- An error would end the answer, and would tell of rows that the caller may not see.
CREATE FUNCTION filter_power(base numeric, exponent numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF base IS NULL OR exponent IS NULL OR abs(exponent) > 1000 OR abs(base) > 1e100 OR (base < 0 AND exponent <> trunc(exponent)) OR (base = 0 AND exponent < 0) THEN
        RETURN NULL;
    ELSIF base = 0 THEN
        RETURN CASE WHEN exponent = 0 THEN 1 ELSE 0 END;
    ELSIF abs(exponent) < 1e-100 THEN
        RETURN 1;
    ELSIF abs(base) < 1e-100 OR abs(exponent::float8 * ln(abs(base)::float8)) > 230 THEN
        RETURN NULL;
    END IF;
    RETURN power(base::float8, exponent::float8)::numeric;
END $$;
