FROM mono:6
ENTRYPOINT ["mono", "/app/shop.exe"]
