FROM scratch
COPY --chmod=755 dist/ /
