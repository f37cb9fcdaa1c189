FROM a
COPY --from=b --link --chmod=755 --chown=u:g --parents=true --exclude=*.a --exclude=*.b x y /z/
