FROM
FROM a AS
FROM a foo b
FROM a AS 1x
FROM a AS x y
FROM --plat=x a
FROM --platform a
FROM ${a
FROM a:${x:=y}
