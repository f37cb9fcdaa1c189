FROM a
COPY --form=b --link= --chmod --parents=yes --from=x --from=y x y
