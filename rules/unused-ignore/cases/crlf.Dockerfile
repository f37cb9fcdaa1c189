FROM alpine:3.22
# anyarch: ignore[from-platform-constant] once needed
CMD ["/bin/sh"]
