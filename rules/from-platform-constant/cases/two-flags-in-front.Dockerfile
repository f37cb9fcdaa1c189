FROM   --platform=linux/arm   debian:bookworm-slim   AS   final
CMD ["/bin/sh"]
