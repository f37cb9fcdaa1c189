FROM a
COPY aa
ADD
COPY ["x"]
COPY --from= a b
