FROM a
ONBUILD RUN --network=host x
onbuild add a b
ONBUILD ENV A=b
ONBUILD COPY ["a", "b"]
